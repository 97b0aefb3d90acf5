"""The events of the MkDocs plugin, for a repository that contains the generator itself."""

from playbook.site.plugin import PlaybookPlugin

plugin = PlaybookPlugin()
session = plugin.session

on_startup = plugin.on_startup
on_config = plugin.on_config
on_files = plugin.on_files
on_nav = plugin.on_nav
on_env = plugin.on_env
on_page_content = plugin.on_page_content
on_template_context = plugin.on_template_context
on_page_context = plugin.on_page_context
on_post_page = plugin.on_post_page
on_post_build = plugin.on_post_build
on_build_error = plugin.on_build_error
on_serve = plugin.on_serve
on_shutdown = plugin.on_shutdown

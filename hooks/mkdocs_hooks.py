"""MkDocs' events in the order of a build, each handed to the session."""

import os

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from playbook.site import preview
from playbook.site.session import Session

session = Session()


def on_startup(command, dirty):
    session.command = command


def on_config(config):
    return session.begin(config)


def on_files(files, config):
    return session.add_pages(files, config)


def on_env(env, config, files):
    session.surround(files, config)


def on_template_context(context, template_name, config):
    return session.in_context(context, None)


def on_page_context(context, page, config, nav):
    return session.in_context(context, page)


def on_post_build(config):
    session.finish(config)


def on_build_error(error):
    session.fail()


def on_serve(server, config, builder):
    preview.serve(session, server, builder)


def on_shutdown():
    session.close()

"""Ranking: searches an index as the browser does, for commands and programs.

Each module has the algorithm of the module of the same name in
``site/theme/assets/playbook/search/``; tests compare the results of both.
"""

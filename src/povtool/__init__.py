"""A corpus toolkit for Chinese policy and news text on poverty alleviation (脱贫攻坚).

The command line is :mod:`povtool.cli`; each stage can be used as a library as well::

    from povtool.clean import CleanConfig, clean
    from povtool.metrics import MetricsConfig, metrics
"""

__version__ = "0.1.0"

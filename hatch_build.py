"""Compiles what segment does most often, if a C compiler is at hand; else povtool is Python alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULE = "povtool.segment._native"
SOURCE = Path("src", *MODULE.split(".")).with_suffix(".c")


class CompilingHook(BuildHookInterface):
    """Puts the compiled module beside its source, for wheels and editable installations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, or say that it could not be done and go on."""
        from setuptools import Distribution, Extension
        from setuptools.command.build_ext import build_ext

        extension = Extension(MODULE, [str(SOURCE)])
        command = build_ext(Distribution({"ext_modules": [extension], "package_dir": {"": "src"}}))
        command.inplace = True
        command.build_temp = str(Path(self.root, "build", "temp"))
        try:
            command.ensure_finalized()
            command.run()
        except Exception as problem:  # whatever a missing compiler or header raises
            print(f"povtool: not compiled, so segment is slower ({problem})", file=sys.stderr)
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].append(f"{SOURCE.parent}/_native.*.so")
        build_data["artifacts"].append(f"{SOURCE.parent}/_native.*.pyd")

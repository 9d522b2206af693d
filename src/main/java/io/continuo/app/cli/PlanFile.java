package io.continuo.app.cli;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.plan.PlanText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan's text in a file. */
final class PlanFile {
    private PlanFile() {}

    static PlanText read(Path file) {
        try {
            return new PlanText(Files.readString(file));
        } catch (IOException e) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "The file " + file + " cannot be read.",
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "Give a file of text in UTF-8.",
                            file.toString())
                    .toException(e);
        }
    }
}

package io.continuo.api.plan;

/**
 * Something wrong with a plan's text.
 *
 * @param line from 1
 * @param column from 1
 */
public record PlanMistake(int line, int column, String message, String correction) {
    /** One line for a terminal or a list. */
    public String sentence() {
        return "line " + line + ", column " + column + ": " + message + " " + correction;
    }
}

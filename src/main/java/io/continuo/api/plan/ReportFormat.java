package io.continuo.api.plan;

/** How the report of a run is written. */
public enum ReportFormat {
    HTML,
    MD,
    PDF
}

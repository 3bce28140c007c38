package dev.tenantry.crm.report;

/** A report's answer, which is told as JSON, and by the same figures otherwise where {@code Accept} asks for it. */
public interface Report {

    /** As CSV shows it. */
    Sheet asSheet();

    /** As a picture shows it. */
    Chart asChart();
}

package dev.tenantry.shared.record;

import java.util.List;

/** Takes down that records were taken out of the application. */
public interface ExportTrail {

    /**
     * Before the first row goes out, in a transaction of its own.
     *
     * @param type    the kind of records
     * @param rows    how many there are
     * @param columns what is told of each
     */
    void exported(String type, long rows, List<String> columns);
}

package dev.tenantry.shared.record;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Takes down that records were taken out of the application. */
public interface ExportTrail {

    /**
     * Before the first row goes out, in a transaction of its own.
     *
     * @param type    the kind of records
     * @param rows    how many there are
     * @param columns what is told of each
     * @param asked   by what they were chosen, without what could name somebody; null where by nothing
     */
    void exported(String type, long rows, List<String> columns, @Nullable String asked);
}

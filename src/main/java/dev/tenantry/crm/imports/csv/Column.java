package dev.tenantry.crm.imports.csv;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file, as all of its values show it.
 *
 * @param name             from the header; {@code column 3} where the header has none
 * @param dateFormat       of its values, or most of them, where they are dates or numbers that can be
 * @param otherDateFormats of the rest
 * @param decimalSeparator of its numbers, a dot or a comma, where they have separators
 * @param openSeparator    a dot or a comma that stands before three digits in each of its numbers, so that it can be that of
 *                         thousands or of decimals: the currency decides
 * @param currency         that the signs beside its numbers mean
 * @param ambiguous        date formats or decimal separators that its values can have as well as one another: a mapping
 *                         has to state one. Absent where the values decide, or the organization's settings
 * @param basis            how the format is known
 * @param samples          different values of it
 * @param blank            how many rows have no value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Column(
        String name,
        ColumnType type,
        @Nullable String dateFormat,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> otherDateFormats,
        @Nullable String decimalSeparator,
        @Nullable String openSeparator,
        @Nullable String currency,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> ambiguous,
        @Nullable String basis,
        List<String> samples,
        long blank) {

    public Column {
        otherDateFormats = otherDateFormats == null ? List.of() : otherDateFormats;
        ambiguous = ambiguous == null ? List.of() : ambiguous;
    }

    /** What it is like, and nothing of what it holds; its basis gives examples. */
    public Column withoutTexts() {
        return new Column(name, type, dateFormat, otherDateFormats, decimalSeparator, openSeparator, currency,
                ambiguous, null,
                List.of(), blank);
    }
}

package dev.tenantry.crm.imports.mapping;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.Verbatim;

/**
 * Where a field's values come from: exactly one of column, template and value.
 *
 * @param field         of the target, as in its API: {@code companyId}
 * @param column        the file's column
 * @param template      text in which <code>{column}</code> stands for a column's value: <code>{first_name} {last_name}</code>
 * @param value         the same for every row
 * @param values        what other values to take for some that the file has, however written: {@code {"GTXPro":"GTX Pro"}}
 * @param by            for a reference, the property that the value is of: {@code name}, {@code externalId}, {@code email}
 *                      or {@code id}; for a member {@code email}, {@code name}, or else the id
 * @param dateFormat    how the field's dates are written, or else in a format of the mapping's that can mean no other day;
 *                      absent: as the mapping's date formats say
 * @param decimalSeparator of the field's numbers, a dot or a comma; absent: the mapping's
 * @param createMissing for a reference to a company by name or external id: whether to add the company where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldMapping(
        @NotNull @Size(max = 50) String field,
        @Verbatim @Size(max = 1000) @Nullable String column,
        @Verbatim @Size(max = 1000) @Nullable String template,
        @Verbatim @Size(max = 1000) @Nullable String value,
        @Size(max = 1000) @Nullable Map<String, @Size(max = 1000) @NotNull String> values,
        @Size(max = 50) @Nullable String by,
        @Nullable Boolean createMissing,
        @Size(max = 50) @Nullable String dateFormat,
        @Pattern(regexp = "[.,]", message = "must be . or ,") @Nullable String decimalSeparator) {

    static FieldMapping column(String field, String column) {
        return new FieldMapping(field, column, null, null, null, null, null, null, null);
    }

    static FieldMapping template(String field, String template) {
        return new FieldMapping(field, null, template, null, null, null, null, null, null);
    }

    FieldMapping by(String property, boolean create) {
        return new FieldMapping(field, column, template, value, values, property, create, dateFormat,
                decimalSeparator);
    }

    FieldMapping by(String property) {
        return new FieldMapping(field, column, template, value, values, property, null, dateFormat, decimalSeparator);
    }

    /** Whether its values say something else of the record, or member, than its id. */
    boolean isLookUp() {
        return by != null && !by.equals("id");
    }

    /** Whether a cell of the column is in its values. */
    public boolean reads(String name) {
        return name.equals(column) || template != null && Template.parse(template).columns().contains(name);
    }

    FieldMapping withoutTexts() {
        return new FieldMapping(field, column, template, value, null, by, createMissing, dateFormat, decimalSeparator);
    }

    FieldMapping written(@Nullable String format, @Nullable String separator) {
        return new FieldMapping(field, column, template, value, values, by, createMissing,
                dateFormat == null ? format : dateFormat, decimalSeparator == null ? separator : decimalSeparator);
    }

    boolean createsMissing() {
        return Boolean.TRUE.equals(createMissing);
    }
}

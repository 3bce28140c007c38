package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.IsoCurrency;

/**
 * How rows become records.
 *
 * @param fields           what each field is taken from
 * @param matchBy          the properties that tell whether a row's record is there already, in the order to look; absent:
 *                         the surest of those that are mapped. Empty: every row is a new record
 * @param pipelineId       where opportunities go; absent: the default pipeline
 * @param currency         of amounts whose row names none; absent: what the signs of the column mean, else that of the
 *                         record that is there already, else the organization's
 * @param dateFormats      how dates are written, in the order to try: patterns such as {@code dd.MM.yyyy}, or
 *                         {@code serial} for the day numbers of spreadsheets; absent: those of the columns. Of a time with
 *                         an offset behind the date, other than midnight, it is the day in the organization's zone
 * @param decimalSeparator of numbers, a dot or a comma; absent: that of the columns, else a dot
 * @param blankOverwrites  whether a cell without a value empties the field of a record that is there already; absent: no
 * @param events           whether the records' events are published, so that automations react to them; absent: for
 *                         contacts and companies yes, for opportunities no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportMapping(
        @NotEmpty @Size(max = 100) List<@Valid @NotNull FieldMapping> fields,
        @Size(max = 5) @Nullable List<@NotNull String> matchBy,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long pipelineId,
        @IsoCurrency @Nullable String currency,
        @Size(max = 10) @Nullable List<@NotNull @Size(max = 50) String> dateFormats,
        @Pattern(regexp = "[.,]", message = "must be . or ,") @Nullable String decimalSeparator,
        @Nullable Boolean blankOverwrites,
        @Nullable Boolean events) {

    /** Beside those to write the target's records: it may add records that it finds none of, and look for records. */
    public Stream<String> neededPermissions(ImportTarget target, ImportTargets targets) {
        var added = fields.stream()
                .filter(FieldMapping::createsMissing)
                .flatMap(field -> target.field(field.field()).map(TargetField::references).stream())
                .map(type -> targets.ofType(type).resource() + ":create")
                .distinct();
        return Stream.concat(added, lookUps(target, targets).stream());
    }

    /**
     * The permissions to read the kinds of records that it looks for by their names, keys or addresses: what it finds tells
     * which there are. Who states an id has it already.
     */
    public List<String> lookUps(ImportTarget target, ImportTargets targets) {
        return fields.stream()
                .filter(FieldMapping::isLookUp)
                .flatMap(field -> target.field(field.field()).stream())
                .flatMap(field -> field.kind() == FieldKind.MEMBER
                        ? Stream.of("members:read")
                        : Stream.ofNullable(field.references()).map(type -> targets.ofType(type).resource() + ":read"))
                .distinct()
                .toList();
    }

    /** Without what the file has: the texts that others are taken for. */
    public ImportMapping withoutTexts() {
        return written(fields.stream().map(FieldMapping::withoutTexts).toList(), dateFormats, decimalSeparator);
    }

    ImportMapping written(List<FieldMapping> withFormats, @Nullable List<String> formats, @Nullable String separator) {
        return new ImportMapping(withFormats, matchBy, pipelineId, currency, formats, separator, blankOverwrites,
                events);
    }

    boolean maps(String field) {
        return fields.stream().anyMatch(mapping -> mapping.field().equals(field));
    }

    List<String> mappedKeys(ImportTarget target) {
        var own = fields.stream().map(FieldMapping::field).filter(field -> !target.identifying().contains(field));
        return Stream
                .of(target.identifying().stream().limit(1), own.filter(target::identifies),
                        target.identifying().stream().skip(1))
                .flatMap(keys -> keys)
                .filter(this::maps)
                .limit(1)
                .toList();
    }
}

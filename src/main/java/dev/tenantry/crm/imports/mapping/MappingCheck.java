package dev.tenantry.crm.imports.mapping;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.CurrencySigns;
import dev.tenantry.crm.imports.csv.DateFormat;
import dev.tenantry.crm.imports.csv.PlainText;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/** Checks a mapping against the file's columns, the target's fields and the pipeline's stages. */
public final class MappingCheck {

    private static final Set<String> CREATABLE_BY = Set.of("name", "externalId");

    private final ImportTarget target;
    private final ImportTargets targets;
    private final Map<String, Column> columns;
    private final Stages stages;
    private final List<FieldError> faults = new ArrayList<>();

    private MappingCheck(ImportTarget target, ImportTargets targets, List<Column> columns, Stages stages) {
        this.target = target;
        this.targets = targets;
        this.columns = columns.stream().collect(Collectors.toUnmodifiableMap(Column::name, Function.identity()));
        this.stages = stages;
    }

    /**
     * Checks a completed mapping.
     *
     * @param stages of the mapping's pipeline; none where the target has no stages
     * @throws ProblemException 422 that names the place of each fault
     */
    public static void check(ImportMapping mapping, ImportTarget target, ImportTargets targets, List<Column> columns,
            Stages stages) {
        var check = new MappingCheck(target, targets, columns, stages);
        check.formats(mapping);
        check.fields(mapping);
        check.keys(mapping);
        if (!target.hasStages() && mapping.pipelineId() != null) {
            check.fault("pipelineId", "not-applicable", "only opportunities are in a pipeline");
        }
        if (!check.faults.isEmpty()) {
            throw ProblemException.invalid(check.faults);
        }
    }

    private void fields(ImportMapping mapping) {
        var seen = new HashSet<String>();
        var areFormats = faults.isEmpty();
        for (var index = 0; index < mapping.fields().size(); index++) {
            var at = "fields[" + index + "]";
            var field = mapping.fields().get(index);
            var known = target.field(field.field());
            if (known.isEmpty()) {
                fault(at + ".field", "unknown-field", "there are the fields "
                        + target.fields().stream().map(TargetField::name).collect(Collectors.joining(", ")));
                continue;
            }
            if (!seen.add(field.field())) {
                fault(at + ".field", "duplicate", "this field has been mapped already; a template joins columns");
            }
            source(at, field);
            reference(at, field, known.get());
            if (known.get().kind() == FieldKind.STAGE) {
                stage(at, field);
            }
            if (areFormats) {
                values(at, field, known.get(), ValueReader.of(field, mapping, ZoneOffset.UTC, Locale.ROOT));
                openFormats(at, field, known.get(), mapping);
            }
        }
        var isOfKnown = !Objects.requireNonNull(mapping.matchBy()).isEmpty();
        if (target.field("name").isPresent() && !seen.contains("name") && !isOfKnown) {
            fault("fields", "required", "the field name has to be mapped where no field tells what is there already");
        }
    }

    private void source(String at, FieldMapping field) {
        if (Stream.of(field.column(), field.template(), field.value()).filter(Objects::nonNull).count() != 1) {
            fault(at, "one-source", "a field is taken from exactly one of column, template and value");
            return;
        }
        if (field.column() != null && !columns.containsKey(field.column())) {
            fault(at + ".column", "unknown-column", "the file has no column of this name");
        }
        if (field.template() != null) {
            var template = Template.parse(field.template());
            if (template.columns().isEmpty()) {
                fault(at + ".template", "no-column", "a template names columns in braces: {column}");
            }
            template.columns()
                    .stream()
                    .filter(column -> !columns.containsKey(column))
                    .distinct()
                    .forEach(
                            column -> fault(at + ".template", "unknown-column",
                                    "the file has no column '" + column + "'"));
        }
    }

    private void reference(String at, FieldMapping field, TargetField known) {
        if (known.kind() == FieldKind.MEMBER) {
            member(at, field);
            return;
        }
        if (known.references() == null) {
            if (field.by() != null || field.createMissing() != null) {
                fault(at + ".by", "not-applicable", "this field refers to no other record");
            }
            return;
        }
        var referred = targets.ofType(known.references());
        var properties = referred.referredBy();
        if (field.by() == null || !properties.contains(field.by())) {
            fault(at + ".by", "unknown-property", "say which property the value is of: one of " + properties);
        } else if (field.createsMissing()
                && !(referred.isAddedByReference() && CREATABLE_BY.contains(field.by()))) {
            var added = targets.all().stream().filter(ImportTarget::isAddedByReference).map(ImportTarget::resource);
            fault(at + ".createMissing", "not-applicable",
                    "only " + added.collect(Collectors.joining(", ")) + " are added, by name or external id");
        }
    }

    private void member(String at, FieldMapping field) {
        if (field.createMissing() != null) {
            fault(at + ".createMissing", "not-applicable", "members are invited, not added");
        }
        if (field.by() != null && !ImportTarget.identifyingMembers().contains(field.by())) {
            fault(at + ".by", "unknown-property",
                    "say which property the value is of: one of " + ImportTarget.identifyingMembers());
        }
    }

    private void stage(String at, FieldMapping field) {
        var stated = field.values() == null ? Map.<String, String>of() : field.values();
        var found = stages.find(Stream.concat(stated.values().stream(), Stream.ofNullable(field.value())).toList());
        stated.forEach((value, stage) -> {
            if (!PlainText.isBlank(stage) && !found.containsKey(stage)) {
                fault(at + ".values." + value, "unknown-stage", "the pipeline has the stages " + stages.names());
            }
        });
        if (field.value() != null && !found.containsKey(field.value())) {
            fault(at + ".value", "unknown-stage", "the pipeline has the stages " + stages.names());
        }
    }

    private void values(String at, FieldMapping field, TargetField known, ValueReader values) {
        if (field.value() == null) {
            return;
        }
        var text = PlainText.trim(field.value());
        var fits = switch (known.kind()) {
            case INTEGER -> values.integer(text) != null;
            case DECIMAL -> values.plainDecimal(text) != null;
            case MONEY -> values.decimal(text) != null;
            case DATE -> {
                var date = values.date(text);
                yield date != null && ValueReader.isLikely(date);
            }
            case HOST -> WebAddress.host(text) != null;
            case MEMBER -> field.isLookUp() ? !text.isEmpty() : values.uuid(text) != null;
            case CURRENCY -> !CurrencySigns.meanings(text).isEmpty();
            case COUNTRY -> Countries.code(text) != null;
            case TEXT, STAGE, REFERENCE -> !text.isEmpty();
        };
        if (!fits) {
            fault(at + ".value", "invalid", "this is no value of the field");
        }
    }

    /** What the column's values leave open has to be said. */
    private void openFormats(String at, FieldMapping field, TargetField known, ImportMapping mapping) {
        var column = field.column() == null ? null : columns.get(field.column());
        if (column == null || column.ambiguous().isEmpty() && column.openSeparator() == null) {
            return;
        }
        if (known.kind() == FieldKind.DATE) {
            var open = column.ambiguous().stream().map(DateFormat::of).toList();
            var values = ValueReader.of(field, mapping, ZoneOffset.UTC, Locale.ROOT);
            var samples = column.samples()
                    .stream()
                    .filter(sample -> open.stream().anyMatch(format -> format.parse(sample) != null))
                    .toList();
            if (values.dateFormats().isEmpty()
                    || !samples.isEmpty() && samples.stream().allMatch(sample -> values.date(sample) == null)) {
                fault(at + ".dateFormat", "ambiguous", "the dates of the column '" + column.name()
                        + "' can be of any of the formats " + column.ambiguous() + "; say which");
            }
        } else if (MappingDefaults.NUMBERS.contains(known.kind())
                && field.decimalSeparator() == null && mapping.decimalSeparator() == null) {
            fault(at + ".decimalSeparator", "ambiguous", "the decimals of the column '" + column.name()
                    + "' can follow a dot or a comma; say which");
        }
    }

    private void keys(ImportMapping mapping) {
        var keys = Objects.requireNonNull(mapping.matchBy());
        if (keys.stream().filter(key -> !target.identifying().contains(key) && target.identifies(key)).count() > 1) {
            fault("matchBy", "several", "rows are matched by the keys of one other system");
        }
        for (var index = 0; index < keys.size(); index++) {
            var key = keys.get(index);
            if (!target.identifies(key)) {
                fault("matchBy[" + index + "]", "unknown-property",
                        "a record is identified by one of " + target.identifying());
            } else if (!mapping.maps(key)) {
                fault("matchBy[" + index + "]", "not-mapped", "no column is mapped to this field");
            }
        }
    }

    private void formats(ImportMapping mapping) {
        var formats = mapping.dateFormats() == null ? List.<String>of() : mapping.dateFormats();
        for (var index = 0; index < formats.size(); index++) {
            format("dateFormats[" + index + "]", formats.get(index));
        }
        for (var index = 0; index < mapping.fields().size(); index++) {
            var format = mapping.fields().get(index).dateFormat();
            if (format != null) {
                format("fields[" + index + "].dateFormat", format);
            }
        }
    }

    private void format(String at, String format) {
        try {
            DateFormat.of(format);
        } catch (IllegalArgumentException _) {
            fault(at, "invalid", "this is not a pattern of a date, such as yyyy-MM-dd or dd.MM.yyyy");
        }
    }

    private void fault(String field, String code, String message) {
        faults.add(new FieldError(field, code, message));
    }
}

package dev.tenantry.crm.imports.mapping;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.DateFormat;

/** Says what a mapping leaves to its defaults: how its columns are written, and which currency their signs mean. */
public final class MappingDefaults {

    private static final String DATE_FORMAT = "yyyy-MM-dd";
    private static final String SEPARATOR = ".";

    private final ImportTarget target;
    private final Map<String, Column> columns;

    public MappingDefaults(ImportTarget target, List<Column> columns) {
        this.target = target;
        this.columns = columns.stream().collect(Collectors.toUnmodifiableMap(Column::name, Function.identity()));
    }

    /** The same with everything said; but for formats that are ambiguous, which somebody has to state. */
    public ImportMapping complete(ImportMapping stated) {
        var dates = dated(stated);
        var written = numbered(dates);
        return new ImportMapping(written.fields(),
                stated.matchBy() == null ? stated.mappedKeys(target) : stated.matchBy(),
                stated.pipelineId(), stated.currency() == null ? currency(stated) : stated.currency(),
                dates.dateFormats(), written.decimalSeparator(), Boolean.TRUE.equals(stated.blankOverwrites()),
                stated.events() == null ? target.publishesEvents() : stated.events());
    }

    /** One list for all fields; where it would mean another day in one of them, each has its own format that goes first. */
    private ImportMapping dated(ImportMapping stated) {
        if (stated.dateFormats() != null && !stated.dateFormats().isEmpty()) {
            return stated;
        }
        var dates = of(stated, FieldKind.DATE);
        var formats = dates.stream()
                .filter(field -> field.dateFormat() == null)
                .map(this::column)
                .filter(Objects::nonNull)
                .flatMap(column -> Stream.concat(Stream.ofNullable(column.dateFormat()),
                        column.otherDateFormats().stream()))
                .distinct()
                .toList();
        var open = dates.stream().anyMatch(this::isOpen);
        if (!open && !areContrary(formats)) {
            return stated.written(stated.fields(), formats.isEmpty() ? List.of(DATE_FORMAT) : formats,
                    stated.decimalSeparator());
        }
        var fields = stated.fields()
                .stream()
                .map(field -> dates.contains(field) ? field.written(format(field), null) : field)
                .toList();
        return stated.written(fields, open ? null : formats, stated.decimalSeparator());
    }

    private ImportMapping numbered(ImportMapping stated) {
        if (stated.decimalSeparator() != null) {
            return stated;
        }
        var numbers = Stream.concat(of(stated, FieldKind.MONEY).stream(), of(stated, FieldKind.INTEGER).stream())
                .toList();
        var separators = numbers.stream().map(this::separator).filter(Objects::nonNull).distinct().toList();
        var open = numbers.stream().anyMatch(this::isOpen);
        if (!open && separators.size() < 2) {
            return stated.written(stated.fields(), stated.dateFormats(),
                    separators.isEmpty() ? SEPARATOR : separators.getFirst());
        }
        var fields = stated.fields()
                .stream()
                .map(field -> numbers.contains(field) ? field.written(null, separator(field)) : field)
                .toList();
        return stated.written(fields, stated.dateFormats(), open ? null : separators.getFirst());
    }

    private boolean isOpen(FieldMapping field) {
        var column = column(field);
        return column != null && !column.ambiguous().isEmpty();
    }

    private static boolean areContrary(List<String> patterns) {
        var formats = patterns.stream().map(DateFormat::of).toList();
        return formats.stream().anyMatch(format -> formats.stream().anyMatch(format::contradicts));
    }

    private @Nullable String format(FieldMapping field) {
        var column = column(field);
        return column == null ? null : column.dateFormat();
    }

    private @Nullable String separator(FieldMapping field) {
        var column = column(field);
        return column == null ? null : column.decimalSeparator();
    }

    /** Null where it is left to each record, or else the organization. */
    private @Nullable String currency(ImportMapping stated) {
        return of(stated, FieldKind.MONEY).stream()
                .map(this::column)
                .filter(Objects::nonNull)
                .map(Column::currency)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<FieldMapping> of(ImportMapping mapping, FieldKind kind) {
        return mapping.fields()
                .stream()
                .filter(field -> target.field(field.field()).filter(known -> known.kind() == kind).isPresent())
                .toList();
    }

    private @Nullable Column column(FieldMapping field) {
        return field.column() == null ? null : columns.get(field.column());
    }
}

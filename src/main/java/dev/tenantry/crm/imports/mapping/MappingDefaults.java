package dev.tenantry.crm.imports.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.Conventions;
import dev.tenantry.crm.imports.csv.CurrencySigns;
import dev.tenantry.crm.imports.csv.DateFormat;

/** Says what a mapping leaves to its defaults: how its columns are written, and which currency their signs mean. */
public final class MappingDefaults {

    /** Of whose columns it has to be known which sign is that of decimals. */
    static final Set<FieldKind> NUMBERS = Set.of(FieldKind.MONEY, FieldKind.INTEGER, FieldKind.DECIMAL);

    private static final String DATE_FORMAT = "yyyy-MM-dd";
    private static final String SEPARATOR = ".";

    private final ImportTarget target;
    private final Map<String, Column> columns;
    private final Conventions conventions;

    public MappingDefaults(ImportTarget target, List<Column> columns, Conventions conventions) {
        this.target = target;
        this.conventions = conventions;
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
        var numbers = NUMBERS.stream().flatMap(kind -> of(stated, kind).stream()).toList();
        var separators = numbers.stream()
                .map(field -> separator(field, stated))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var open = numbers.stream().anyMatch(field -> isOpen(field) && separator(field, stated) == null);
        if (!open && separators.size() < 2) {
            return stated.written(stated.fields(), stated.dateFormats(),
                    separators.isEmpty() ? SEPARATOR : separators.getFirst());
        }
        var fields = stated.fields()
                .stream()
                .map(field -> numbers.contains(field) ? field.written(null, separator(field, stated)) : field)
                .toList();
        return stated.written(fields, stated.dateFormats(), open ? null : separators.getFirst());
    }

    private boolean isOpen(FieldMapping field) {
        var column = column(field);
        return column != null && (!column.ambiguous().isEmpty() || column.openSeparator() != null);
    }

    private static boolean areContrary(List<String> patterns) {
        var formats = patterns.stream().map(DateFormat::of).toList();
        return formats.stream().anyMatch(format -> formats.stream().anyMatch(format::contradicts));
    }

    private @Nullable String format(FieldMapping field) {
        var column = column(field);
        return column == null ? null : column.dateFormat();
    }

    /** What is left open is of thousands in whole numbers; in amounts their currency decides, where the mapping tells it. */
    private @Nullable String separator(FieldMapping field, ImportMapping stated) {
        var column = column(field);
        if (column == null || column.openSeparator() == null) {
            return column == null ? null : column.decimalSeparator();
        }
        if (of(stated, FieldKind.INTEGER).contains(field)) {
            return conventions.decimalSeparator(column.openSeparator(), List.of());
        }
        var currencies = column.currency() == null ? currencies(stated) : Set.<String>of();
        return currencies.isEmpty()
                ? column.decimalSeparator()
                : conventions.decimalSeparator(column.openSeparator(), currencies);
    }

    /** That a mapping says amounts without a sign are in, as far as samples show it; none where it leaves it to the organization. */
    private Set<String> currencies(ImportMapping stated) {
        var expected = stated.currency() == null ? conventions.currency() : stated.currency();
        var named = new LinkedHashSet<String>();
        of(stated, FieldKind.CURRENCY).stream().flatMap(this::texts).forEach(text -> {
            var code = CurrencySigns.choose(CurrencySigns.meanings(text), expected);
            if (code != null) {
                named.add(code);
            }
        });
        if (named.isEmpty() && stated.currency() != null) {
            named.add(stated.currency());
        }
        return named;
    }

    private Stream<String> texts(FieldMapping field) {
        var column = column(field);
        return column == null
                ? Stream.ofNullable(field.value())
                : column.samples()
                        .stream()
                        .map(text -> field.values() == null ? text : field.values().getOrDefault(text, text));
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

package dev.tenantry.shared.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.Table;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All declared links, and the records that they are links of. */
@Component
public class Links {

    private final List<Link> all;
    private final ObjectProvider<RecordService<?, ?, ?>> services;
    private final Map<Class<?>, Map<Link, RecordService<?, ?, ?>>> known = new ConcurrentHashMap<>();

    Links(List<LinkDeclaration> declarations, ObjectProvider<RecordService<?, ?, ?>> services) {
        this.all = declarations.stream().flatMap(declaration -> declaration.links().stream()).toList();
        this.services = services;
    }

    public List<Link> all() {
        return all;
    }

    /** The links of records to a table. Those of rows that are no records are their module's to see to. */
    List<RecordLink> to(String target) {
        var records = byTable();
        return all.stream()
                .filter(link -> link.target().equals(target) && records.containsKey(link.table()))
                .map(link -> new RecordLink(link, Objects.requireNonNull(records.get(link.table())), siblings(link)))
                .toList();
    }

    /** The links of rows that are no records to a table. */
    List<Link> ofRows(String target) {
        var records = byTable();
        return all.stream()
                .filter(link -> link.target().equals(target) && !records.containsKey(link.table()))
                .toList();
    }

    /** Which records these refer to, by the link. */
    Map<Link, RecordService<?, ?, ?>> from(Class<?> entity) {
        return known.computeIfAbsent(entity, _ -> {
            var records = byTable();
            return all.stream()
                    .filter(link -> link.table().equals(table(entity)) && records.containsKey(link.target()))
                    .collect(Collectors.toUnmodifiableMap(Function.identity(),
                            link -> Objects.requireNonNull(records.get(link.target()))));
        });
    }

    private List<Link> siblings(Link link) {
        return all.stream()
                .filter(other -> other.table().equals(link.table()) && other.rule() == link.rule()
                        && !other.column().equals(link.column()))
                .toList();
    }

    private Map<String, RecordService<?, ?, ?>> byTable() {
        return services.stream()
                .collect(Collectors.toMap(service -> table(service.listing().entity()),
                        Function.identity()));
    }

    static String table(Class<?> entity) {
        return entity.getAnnotation(Table.class).name();
    }

    /** @param siblings the other links of the same records by the same rule */
    record RecordLink(Link link, RecordService<?, ?, ?> records, List<Link> siblings) {}
}

package dev.tenantry.audit.classification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.text.CamelCase;

/** In which columns the values are kept that entries of the audit log have: nothing is guessed, whoever writes them has said so. */
@Component
class AuditedColumns {

    private static final Logger log = LoggerFactory.getLogger(AuditedColumns.class);
    private static final int MOST_TOLD = 100;

    private final AuditedResources resources;
    private final Catalog catalog;
    private final Map<String, Entity> entities = new HashMap<>();
    private final Set<String> undeclared = ConcurrentHashMap.newKeySet();

    private record Entity(String table, Map<String, List<Column>> properties) {}

    AuditedColumns(EntityManagerFactory factory, AuditedResources resources, Catalog catalog) {
        this.resources = resources;
        this.catalog = catalog;
        factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (entity instanceof AbstractEntityPersister persister) {
                entities.put(CamelCase.split(persister.getMappedClass().getSimpleName(), "-"), entity(persister));
            }
        });
    }

    /**
     * Null: nobody has said, and the value is to be masked.
     *
     * @param resource as the audit log calls it
     * @param property of it
     */
    @Nullable
    List<Column> of(String resource, String property) {
        var entity = entities.get(resource);
        var columns = entity == null ? null : entity.properties.get(property);
        return columns == null ? stated(resource, entity, property) : columns;
    }

    /** Of what no column has, nothing but what means the same everywhere is known to say nothing. */
    boolean isTelling(String resource, String property) {
        var columns = of(resource, property);
        if (columns == null || columns.isEmpty()) {
            return resources.find(AuditedResource.ALL).map(all -> all.of(property)).isEmpty();
        }
        return columns.stream().anyMatch(column -> isTelling(catalog.of(column)));
    }

    private static boolean isTelling(@Nullable Classified column) {
        return column == null || Sensitivity.INTERNAL.isLessThan(column.level());
    }

    /** Nobody is kept from writing these: what no column is known of is told, and its value masked. */
    void demand(String resource, Set<String> properties) {
        if (resources.find(resource).isEmpty()) {
            tell(resource);
        }
        properties.stream()
                .filter(property -> of(resource, property) == null)
                .forEach(property -> tell(resource + "." + property));
    }

    /** Likewise of what functions of the database have written, as far as the resource is known. */
    void miss(String resource, String property) {
        if (resources.find(resource).isPresent()) {
            tell(resource + "." + property);
        }
    }

    private void tell(String name) {
        if (undeclared.size() < MOST_TOLD && undeclared.add(name)) {
            log.error("no line of audit/resources.txt has {}: its values are masked", name);
        }
    }

    /** What was written so far of which no column is known. */
    Set<String> undeclared() {
        return Set.copyOf(undeclared);
    }

    private @Nullable List<Column> stated(String resource, @Nullable Entity entity, String property) {
        var line = resources.find(resource).orElse(null);
        if (line == null) {
            return null;
        }
        var columns = line.of(property);
        if (columns != null) {
            return columns;
        }
        var table = line.table() == null && entity != null ? entity.table : line.table();
        var named = table == null ? null : AuditedResource.named(table, property);
        if (named != null && catalog.of(named) != null) {
            return List.of(named);
        }
        var others = line.of(AuditedResource.ALL);
        return others == null ? resources.find(AuditedResource.ALL).map(all -> all.of(property)).orElse(null) : others;
    }

    private static Entity entity(AbstractEntityPersister persister) {
        var table = persister.getTableNames()[0].replaceFirst("^public\\.", "");
        var columns = new HashMap<String, List<Column>>();
        Stream.of(persister.getPropertyNames())
                .forEach(property -> columns.put(property, Arrays.stream(persister.getPropertyColumnNames(property))
                        // Of what a formula computes there is none.
                        .filter(Objects::nonNull)
                        .map(column -> new Column(table, column))
                        .toList()));
        return new Entity(table, columns);
    }
}

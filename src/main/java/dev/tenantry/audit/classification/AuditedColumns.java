package dev.tenantry.audit.classification;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.text.CamelCase;

/** In which columns the values are kept that entries of the audit log have: by the entities, of anything else by the names. */
@Component
class AuditedColumns {

    /** Of what is not called like its table. */
    private static final Map<String, String> TABLES = Map.of("member", "organization_members", "user", "auth.users",
            "session", "auth.sessions", "identity", "auth.identities", "factor", "auth.mfa_factors", "device",
            "trusted_devices", "signing-key", "auth.signing_keys", "encryption-key", "data_keys", "sso-provider",
            "auth.sso_providers", "sign-in", "login_attempts");

    private final Map<String, Map<String, List<Column>>> known = new HashMap<>();

    AuditedColumns(EntityManagerFactory factory) {
        factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (entity instanceof AbstractEntityPersister persister) {
                known.put(CamelCase.split(persister.getMappedClass().getSimpleName(), "-"), columns(persister));
            }
        });
    }

    /** @param resource as the audit log calls it @param property of it */
    List<Column> of(String resource, String property) {
        var columns = known.getOrDefault(resource, Map.of()).get(property);
        return columns == null ? List.of(guess(resource, property)) : columns;
    }

    private static Map<String, List<Column>> columns(AbstractEntityPersister persister) {
        var table = persister.getTableNames()[0].replaceFirst("^public\\.", "");
        var columns = new HashMap<String, List<Column>>();
        Stream.of(persister.getPropertyNames())
                .forEach(property -> columns.put(property, Arrays.stream(persister.getPropertyColumnNames(property))
                        // Of what a formula computes there is none.
                        .filter(Objects::nonNull)
                        .map(column -> new Column(table, column))
                        .toList()));
        return columns;
    }

    private static Column guess(String resource, String property) {
        var named = TABLES.get(resource);
        return new Column(named == null ? plural(resource.replace('-', '_')) : named, CamelCase.split(property, "_"));
    }

    private static String plural(String name) {
        if (name.endsWith("y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name.endsWith("s") ? name : name + "s";
    }
}

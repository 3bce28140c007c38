package dev.tenantry.isolation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.hibernate.annotations.TenantId;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.MutationCoordinator;
import org.hibernate.sql.model.PreparableMutationOperation;

import dev.tenantry.shared.tenancy.MemberEntity;

/** An entity, whatever it is. */
record MappedEntity(EntityPersister persister) {

    static List<MappedEntity> all(SessionFactoryImplementor factory) {
        var entities = new ArrayList<MappedEntity>();
        factory.getMappingMetamodel().forEachEntityDescriptor(persister -> entities.add(new MappedEntity(persister)));
        return entities;
    }

    String name() {
        return persister.getEntityName();
    }

    Class<?> type() {
        return persister.getMappedClass();
    }

    String table() {
        return "public." + persister.getIdentifierTableName();
    }

    String idProperty() {
        return persister.getIdentifierPropertyName();
    }

    Object id(Row row) {
        var text = String.valueOf(row.get(persister.getIdentifierColumnNames()[0]));
        return switch (persister.getIdentifierType().getReturnedClass().getSimpleName()) {
            case "UUID" -> UUID.fromString(text);
            case "Long" -> Long.valueOf(text);
            default -> Integer.valueOf(text);
        };
    }

    /** Whether Hibernate knows its tenant. */
    boolean hasTenant() {
        return Stream.<Class<?>>iterate(type(), type -> type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .anyMatch(field -> field.isAnnotationPresent(TenantId.class));
    }

    /** Whether Hibernate knows whose it is among the tenant's members. */
    boolean isMembers() {
        return MemberEntity.class.isAssignableFrom(type());
    }

    /** The statements by which a session changes and deletes one that it has in hand. */
    List<String> changes() {
        return Stream.of(persister.getUpdateCoordinator(), persister.getDeleteCoordinator())
                .map(MutationCoordinator::getStaticMutationOperationGroup)
                .filter(Objects::nonNull)
                .flatMap(group -> IntStream.range(0, group.getNumberOfOperations()).mapToObj(group::getOperation))
                .filter(PreparableMutationOperation.class::isInstance)
                .map(operation -> ((PreparableMutationOperation) operation).getSqlString())
                .toList();
    }

    /** Whether reading it reads other entities. */
    boolean hasAssociations() {
        return Arrays.stream(persister.getPropertyTypes())
                .anyMatch(type -> type.isAssociationType() || type.isCollectionType());
    }

    @Override
    public String toString() {
        return name();
    }
}

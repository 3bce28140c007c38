package dev.tenantry.shared.record;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.FieldError;

/** What is stated of records before there are any: whether it refers to something that there is. */
final class StatedLinks {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String MEMBERS = "organization_members";
    private static final String IS_MEMBER = "select count(*) from organization_members where organization_id = app.org_id() and user_id = ?";

    private final RecordKernel kernel;
    private final Class<?> entity;

    StatedLinks(RecordKernel kernel, Class<?> entity) {
        this.kernel = kernel;
        this.entity = entity;
    }

    private record Stated(Link link, @Nullable RecordService<?, ?, ?> target, String id) {}

    List<RecordAccess.Reference> references(ObjectNode properties) {
        return stated(properties)
                .map(one -> new RecordAccess.Reference(one.link.property(),
                        one.target == null ? null : one.target.type(), one.id))
                .toList();
    }

    List<FieldError> faults(ObjectNode properties) {
        return stated(properties).filter(one -> !isThere(one)).map(one -> unknown(one.link)).toList();
    }

    private Stream<Stated> stated(ObjectNode properties) {
        var records = kernel.links().from(entity);
        return kernel.links()
                .all()
                .stream()
                .filter(link -> link.table().equals(Links.table(entity)))
                .map(link -> new Stated(link, records.get(link), properties.path(link.property()).asString("")))
                .filter(one -> one.target != null
                        ? NUMBER.matcher(one.id).matches()
                        : one.link.target().equals(MEMBERS) && uuid(one.id) != null);
    }

    private boolean isThere(Stated one) {
        return one.target != null
                ? one.target.find(Long.valueOf(one.id)).isPresent()
                : ((Number) kernel.entities()
                        .createNativeQuery(IS_MEMBER)
                        .setParameter(1, uuid(one.id))
                        .getSingleResult()).equals(1L);
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static FieldError unknown(Link link) {
        return new FieldError(link.property(), "unknown-reference", "there is no such resource");
    }
}

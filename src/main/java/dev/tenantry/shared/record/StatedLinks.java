package dev.tenantry.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

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

    List<FieldError> faults(ObjectNode properties) {
        var faults = new ArrayList<FieldError>();
        var records = kernel.links().from(entity);
        for (var link : kernel.links().all()) {
            var id = properties.path(link.property()).asString("");
            if (link.table().equals(Links.table(entity)) && !id.isEmpty()) {
                var target = records.get(link);
                Optional<FieldError> fault = target != null
                        ? recordFault(link, target, id)
                        : link.target().equals(MEMBERS) ? memberFault(link, id) : Optional.empty();
                fault.ifPresent(faults::add);
            }
        }
        return faults;
    }

    private static Optional<FieldError> recordFault(Link link, RecordService<?, ?, ?> target, String id) {
        return NUMBER.matcher(id).matches() && target.find(Long.valueOf(id)).isEmpty()
                ? Optional.of(unknown(link))
                : Optional.empty();
    }

    private Optional<FieldError> memberFault(Link link, String id) {
        var member = uuid(id);
        return member != null && !((Number) kernel.entities()
                .createNativeQuery(IS_MEMBER)
                .setParameter(1, member)
                .getSingleResult()).equals(1L)
                        ? Optional.of(unknown(link))
                        : Optional.empty();
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

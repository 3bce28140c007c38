package dev.tenantry.crm.projecttemplate;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.web.FieldRule;

/**
 * Who is to do a task: one of these.
 *
 * @param memberId the member
 * @param role     everybody who works on the project as that
 * @param ownerOf  who leads the project, or has the deal that begot it
 */
record TemplateAssignee(
        @Nullable UUID memberId,
        @Size(min = 1, max = 100) @Nullable String role,
        @Nullable Owned ownerOf) {

    /** What somebody has. */
    enum Owned {

        PROJECT, OPPORTUNITY;

        private final String value = name().toLowerCase(Locale.ROOT);

        @JsonValue
        @Override
        public String toString() {
            return value;
        }
    }

    static TemplateAssignee member(UUID member) {
        return new TemplateAssignee(member, null, null);
    }

    static TemplateAssignee as(String role) {
        return new TemplateAssignee(null, role, null);
    }

    static TemplateAssignee leader() {
        return new TemplateAssignee(null, null, Owned.PROJECT);
    }

    @JsonIgnore
    @FieldRule(field = "memberId", code = "contradictory", message = "an assignee is a memberId, a role or the one whom ownerOf tells: one of these")
    boolean isOne() {
        return Stream.of(memberId, role, ownerOf).filter(Objects::nonNull).count() == 1;
    }
}

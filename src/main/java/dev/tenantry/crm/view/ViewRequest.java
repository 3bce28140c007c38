package dev.tenantry.crm.view;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.record.Compared;

/**
 * What a view is to be.
 *
 * @param type    the kind of records: {@code contact}
 * @param filter  as lists take it
 * @param sort    likewise
 * @param columns the fields that are to be shown, in their order
 * @param shared  whether it is the organization's
 */
record ViewRequest(
        @NotBlank @Size(max = 100) String name,
        @Compared @NotBlank @Size(max = 50) String type,
        @Compared @Size(max = 4000) @Nullable String filter,
        @Compared @Size(max = 300) @Nullable String sort,
        @Size(max = 50) @Nullable List<@NotNull @Size(max = 50) String> columns,
        @Nullable Boolean shared) {

    boolean isShared() {
        return Boolean.TRUE.equals(shared);
    }
}

package dev.tenantry.crm.contact;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * A contact that may be the same person as another one.
 *
 * @param sameIn what the two have in common: {@code email}, {@code phone}, {@code name}, which is that of the employer besides
 */
record DuplicateResponse(
        @JsonFormat(shape = JsonFormat.Shape.STRING) Long id,
        String name,
        @Nullable String email,
        List<String> sameIn) {}

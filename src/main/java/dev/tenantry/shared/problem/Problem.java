package dev.tenantry.shared.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/** An RFC 9457 problem answer, {@code application/problem+json}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @Nullable String correlationId,
        List<FieldError> errors,
        @Nullable UsedUp quota) {

    private static final int MAX_INSTANCE = 1_000;

    public static Problem of(ProblemException exception, String instance, @Nullable String correlationId) {
        var type = exception.type();
        return new Problem(type.uri(), type.title(), type.status().value(), exception.detail(),
                Texts.shown(instance, MAX_INSTANCE), type.code(),
                correlationId, exception.errors(), exception.usedUp());
    }
}

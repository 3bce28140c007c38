package dev.tenantry.shared.batch;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import dev.tenantry.shared.problem.FieldError;

/**
 * What became of a batch.
 *
 * @param results in the order of the inputs
 * @param errors  of the inputs that were refused
 */
public record BatchAnswer<T>(List<Result<T>> results, List<Refusal> errors) {

    /** @param status {@code done} or {@code refused} @param resource after the write; absent for a deletion */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result<T>(int index, String status, @Nullable T resource, @Nullable String traceId) {}

    /** @param code of the problem catalogue */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Refusal(int index, String code, String detail, List<FieldError> errors, @Nullable String traceId) {}

    /** 200 where all inputs were done, 207 otherwise. */
    public ResponseEntity<BatchAnswer<T>> toResponse() {
        return ResponseEntity.status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS).body(this);
    }
}

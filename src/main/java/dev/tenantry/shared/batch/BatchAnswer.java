package dev.tenantry.shared.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;

/**
 * What became of a batch.
 *
 * @param results in the order of the inputs
 * @param errors  of the inputs that were refused
 */
public record BatchAnswer<T>(List<Result<T>> results, List<Refusal> errors) {

    /** The fields of an input that no resource has among its properties. */
    private static final Set<String> OWN = Set.of("id", "idProperty");

    /** @param status {@code done} or {@code refused} @param resource after the write; absent for a deletion */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result<T>(int index, String status, @Nullable T resource, @Nullable String traceId) {}

    /** @param code of the problem catalogue */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Refusal(int index, String code, String detail, List<FieldError> errors, @Nullable String traceId) {}

    /** @param outcomes of the inputs, in their order; one refusal undoes all where the batch says so */
    static <T> BatchAnswer<T> of(BatchRequest batch, List<Outcome<T>> outcomes) {
        return of(batch, outcomes, OWN);
    }

    /** @param own the fields of an input that stand in it, and not among its properties */
    static <T> BatchAnswer<T> of(BatchRequest batch, List<Outcome<T>> outcomes, Set<String> own) {
        var errors = new ArrayList<Refusal>();
        for (var index = 0; index < outcomes.size(); index++) {
            var refusal = outcomes.get(index).refusal();
            if (refusal != null) {
                errors.add(new Refusal(index, refusal.type().code(), refusal.detail(), inside(index, refusal, own),
                        batch.inputs().get(index).traceId()));
            }
        }
        var isUndone = !errors.isEmpty() && Boolean.TRUE.equals(batch.allOrNone());
        return new BatchAnswer<>(IntStream.range(0, outcomes.size())
                .mapToObj(index -> result(index, outcomes.get(index), isUndone, batch.inputs().get(index).traceId()))
                .toList(), errors);
    }

    private static <T> Result<T> result(int index, Outcome<T> outcome, boolean isUndone, @Nullable String traceId) {
        return isUndone || outcome.refusal() != null
                ? new Result<>(index, "refused", null, traceId)
                : new Result<>(index, "done", outcome.resource(), traceId);
    }

    private static List<FieldError> inside(int index, ProblemException refusal, Set<String> own) {
        return refusal.errors()
                .stream()
                .map(error -> new FieldError("inputs[" + index + (own.contains(error.field()) ? "]." : "].properties.")
                        + error.field(), error.code(), error.message()))
                .toList();
    }

    /** 200 where all inputs were done, 207 otherwise. */
    public ResponseEntity<BatchAnswer<T>> toResponse() {
        return ResponseEntity.status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS).body(this);
    }
}

package dev.tenantry.shared.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** Every error of every endpoint becomes a problem here. What a value said is never repeated, only its name. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemWriter problems;
    private final DatabaseProblems databaseProblems;

    ProblemAdvice(ProblemWriter problems, DatabaseProblems databaseProblems) {
        this.problems = problems;
        this.databaseProblems = databaseProblems;
    }

    @ExceptionHandler
    ResponseEntity<Object> on(Exception failure, HttpServletRequest request) {
        var problem = translate(failure);
        if (problem.type() == ProblemType.INTERNAL) {
            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        }
        return problems.answer(request, problem);
    }

    private ProblemException translate(Exception failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case MethodArgumentNotValidException invalid -> ProblemException.invalid(fields(invalid));
            case HandlerMethodValidationException invalid -> ProblemException.invalid(fields(invalid));
            case ConstraintViolationException invalid -> Violations.problem(invalid.getConstraintViolations());
            case org.springframework.http.converter.HttpMessageNotReadableException unreadable ->
                JsonProblems.translate(unreadable);
            case MethodArgumentTypeMismatchException mismatch -> mistyped(mismatch);
            case MissingServletRequestParameterException missing ->
                ProblemException.malformed(missing.getParameterName(), "this parameter is required");
            case MissingServletRequestPartException missing ->
                ProblemException.malformed(missing.getRequestPartName(), "this part is required");
            case MissingRequestHeaderException missing ->
                ProblemException.malformed(missing.getHeaderName(), "this header is required");
            case NoResourceFoundException _ -> ProblemException.notFound();
            case HttpRequestMethodNotSupportedException unsupported -> withAllow(unsupported);
            case HttpMediaTypeNotSupportedException unsupported ->
                ProblemException.of(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "this reads " + unsupported.getSupportedMediaTypes());
            case HttpMediaTypeNotAcceptableException unacceptable -> ProblemException.of(ProblemType.NOT_ACCEPTABLE,
                    "this answers in " + unacceptable.getSupportedMediaTypes());
            case MaxUploadSizeExceededException _ ->
                ProblemException.of(ProblemType.TOO_LARGE, "the file is larger than this accepts");
            default -> other(failure);
        };
    }

    private ProblemException other(Exception failure) {
        var problem = databaseProblems.translate(failure);
        if (problem != null) {
            return problem;
        }
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException nested) {
                return nested;
            }
        }
        if (failure instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return ProblemException.of(ProblemType.MALFORMED, "the request is not of the documented form");
        }
        return ProblemException.of(ProblemType.INTERNAL, ProblemType.INTERNAL.explanation());
    }

    private static ProblemException mistyped(MethodArgumentTypeMismatchException mismatch) {
        // An id of the wrong form names nothing: the answer is that of an unknown one.
        if (mismatch.getParameter()
                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
            return ProblemException.notFound();
        }
        var type = mismatch.getRequiredType();
        return ProblemException.malformed(mismatch.getName(),
                "this must be a " + (type == null ? "value" : type.getSimpleName().toLowerCase(java.util.Locale.ROOT)));
    }

    private static ProblemException withAllow(HttpRequestMethodNotSupportedException unsupported) {
        return ProblemException.methodNotAllowed(
                unsupported.getSupportedMethods() == null ? List.of() : List.of(unsupported.getSupportedMethods()));
    }

    private static List<FieldError> fields(MethodArgumentNotValidException invalid) {
        var errors = new ArrayList<FieldError>();
        invalid.getBindingResult()
                .getFieldErrors()
                .forEach(error -> errors
                        .add(Violations.error(error.getField(), error.getCode(), error.getDefaultMessage())));
        invalid.getBindingResult()
                .getGlobalErrors()
                .forEach(error -> errors.add(Violations.error("", error.getCode(), error.getDefaultMessage())));
        return errors;
    }

    private static List<FieldError> fields(HandlerMethodValidationException invalid) {
        var errors = new ArrayList<FieldError>();
        for (var result : invalid.getParameterValidationResults()) {
            var name = result.getMethodParameter().getParameterName();
            result.getResolvableErrors()
                    .forEach(error -> errors.add(
                            Violations.error(name == null ? "" : name,
                                    error.getCodes() == null ? null : error.getCodes()[error.getCodes().length - 1],
                                    error.getDefaultMessage())));
        }
        return errors;
    }
}

package dev.tenantry.shared.web;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.ConstraintViolationException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import dev.tenantry.shared.problem.Causes;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemSource;
import dev.tenantry.shared.problem.ProblemType;

/** Which problem of the catalogue a failure is. */
@Component
public class ProblemTranslator {

    private final DatabaseProblems databaseProblems;

    ProblemTranslator(DatabaseProblems databaseProblems) {
        this.databaseProblems = databaseProblems;
    }

    /** The problem to answer with; {@link ProblemType#INTERNAL} where the fault is ours. */
    public ProblemException translate(Exception failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case ProblemSource source -> source.problem();
            case MethodArgumentNotValidException invalid -> ProblemException.invalid(fields(invalid));
            case HandlerMethodValidationException invalid -> ProblemException.invalid(fields(invalid));
            case ConstraintViolationException invalid -> Violations.problem(invalid.getConstraintViolations());
            case HttpMessageNotReadableException unreadable ->
                JsonProblems.translate(unreadable);
            case MethodArgumentTypeMismatchException mismatch -> mistyped(mismatch);
            case MissingServletRequestParameterException missing ->
                ProblemException.malformed(missing.getParameterName(), "this parameter is required");
            case InvalidParameterException undecodable -> undecodable(undecodable);
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
                    unacceptable.getSupportedMediaTypes().isEmpty()
                            ? "the Accept header is no list of media types, or too long a one"
                            : "this answers in " + unacceptable.getSupportedMediaTypes());
            case MaxUploadSizeExceededException _ ->
                ProblemException.of(ProblemType.TOO_LARGE,
                        "the form is larger, or has more or longer parts, than this accepts");
            case MultipartException broken -> Causes.find(broken, ProblemException.class)
                    .orElseGet(() -> ProblemException.of(ProblemType.MALFORMED,
                            "the form cannot be read as multipart"));
            default -> other(failure);
        };
    }

    private ProblemException other(Exception failure) {
        var problem = databaseProblems.translate(failure);
        if (problem != null) {
            return problem;
        }
        var nested = Causes.find(failure, ProblemException.class);
        if (nested.isPresent()) {
            return nested.get();
        }
        if (failure instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return ProblemException.of(ProblemType.MALFORMED, "the request is not of the documented form");
        }
        return ProblemException.of(ProblemType.INTERNAL, ProblemType.INTERNAL.explanation());
    }

    private static ProblemException mistyped(MethodArgumentTypeMismatchException mismatch) {
        // An id of the wrong form names nothing: the answer is that of an unknown one.
        if (mismatch.getParameter()
                .hasParameterAnnotation(PathVariable.class)) {
            return ProblemException.notFound();
        }
        var type = mismatch.getRequiredType();
        return ProblemException.malformed(mismatch.getName(),
                "this must be " + (type == null ? "another value" : JsonProblems.expected(type)));
    }

    /** Tomcat reads parameters when they are first asked for, which is inside of whatever asks. */
    private static ProblemException undecodable(InvalidParameterException failure) {
        return failure.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? ProblemException.of(ProblemType.TOO_LARGE, "these are more or longer parameters than this reads")
                : ProblemException.of(ProblemType.MALFORMED,
                        "the parameters must be UTF-8 with percent-encoding, and not too many");
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
        errors.sort(FieldError.ORDER);
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

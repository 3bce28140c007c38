package dev.tenantry.shared.web;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.shared.problem.ProblemException;

/** A POST without a body says what one with an empty object says, where that states all that has to be stated. */
@RestControllerAdvice
public class OmittedBodies extends RequestBodyAdviceAdapter {

    private final MergePatch requests;
    private final HttpServletRequest request;
    private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

    OmittedBodies(MergePatch requests, HttpServletRequest request) {
        this.requests = requests;
        this.request = request;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return request.getMethod().equals("POST");
    }

    @Override
    public @Nullable Object handleEmptyBody(@Nullable Object body, HttpInputMessage message, MethodParameter parameter,
            Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return body == null && mayBeOmitted(parameter) ? empty(type(parameter)) : body;
    }

    /** Whether a POST may leave its body out for which the endpoint takes one. */
    public boolean mayBeOmitted(MethodParameter parameter) {
        var stated = parameter.getParameterAnnotation(RequestBody.class);
        return stated != null && stated.required() && type(parameter).isRecord()
                && known.computeIfAbsent(type(parameter), this::isComplete);
    }

    private static Class<?> type(MethodParameter parameter) {
        return ResolvableType.forMethodParameter(parameter).toClass();
    }

    private boolean isComplete(Class<?> type) {
        try {
            var _ = empty(type);
            return true;
        } catch (ProblemException _) {
            return false;
        }
    }

    private Object empty(Class<?> type) {
        return requests.read(JsonNodeFactory.instance.objectNode(), type.asSubclass(Record.class));
    }
}

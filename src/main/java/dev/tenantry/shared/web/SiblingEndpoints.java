package dev.tenantry.shared.web;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.support.DefaultDataBinderFactory;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import dev.tenantry.shared.access.AccessInterceptor;

/** The endpoints of one path: what one takes, what another answers. */
@Component
class SiblingEndpoints {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final ObjectProvider<RequestMappingHandlerAdapter> adapters;
    private final HttpServletRequest request;
    private final AccessInterceptor access;

    SiblingEndpoints(ObjectProvider<RequestMappingHandlerMapping> mappings,
            ObjectProvider<RequestMappingHandlerAdapter> adapters, HttpServletRequest request,
            AccessInterceptor access) {
        this.mappings = mappings;
        this.adapters = adapters;
        this.request = request;
        this.access = access;
    }

    /** The endpoint that no parameter tells from others; null where there is none. */
    @Nullable
    HandlerMethod find(String method, String pattern) {
        for (var mapping : mappings) {
            for (var endpoint : mapping.getHandlerMethods().entrySet()) {
                var info = endpoint.getKey();
                if (info.getMethodsCondition().getMethods().contains(RequestMethod.valueOf(method))
                        && info.getPatternValues().contains(pattern)
                        && info.getParamsCondition().isEmpty()) {
                    return endpoint.getValue();
                }
            }
        }
        return null;
    }

    /** What the endpoint's body is read as; {@code Void} where it has none. */
    Class<?> body(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .<Class<?>>map(parameter -> ResolvableType.forMethodParameter(parameter).toClass())
                .orElse(Void.class);
    }

    /** What it answers with. */
    Class<?> answer(HandlerMethod endpoint) {
        MethodParameter returned = endpoint.getReturnType();
        var type = ResolvableType.forMethodParameter(returned);
        return HttpEntity.class.isAssignableFrom(type.toClass()) ? type.getGeneric(0).toClass() : type.toClass();
    }

    /** The names of a record's fields in JSON; none of what is no record. */
    Set<String> components(Class<?> type) {
        var names = new LinkedHashSet<String>();
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
        }
        return names;
    }

    /** What the current path shows to the current caller. @throws dev.tenantry.shared.problem.ProblemException 403, 404 */
    Object read(String pattern) {
        var endpoint = Objects.requireNonNull(find("GET", pattern));
        access.checkReading(request, endpoint);
        var reading = new InvocableHandlerMethod(endpoint.createWithResolvedBean());
        var resolvers = new HandlerMethodArgumentResolverComposite();
        resolvers.addResolvers(adapters.getObject().getArgumentResolvers());
        reading.setHandlerMethodArgumentResolvers(resolvers);
        reading.setDataBinderFactory(new DefaultDataBinderFactory(adapters.getObject().getWebBindingInitializer()));
        try {
            return Objects.requireNonNull(reading.invokeForRequest(new ServletWebRequest(request), null));
        } catch (RuntimeException refusal) {
            throw refusal;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

package dev.tenantry.audit;

import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry.Category;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.Page;

/**
 * Takes down what super admins are shown who act as somebody, whatever the endpoint and its method: what they asked for and, of a list, which rows they were
 * given. It is written before the answer is, without which there is none; the same once more within a minute is counted. A request of which another entry
 * tells, since it changed something, is told by that one.
 */
@RestControllerAdvice
@Order(0)
class ImpersonatedReads implements HandlerInterceptor, ResponseBodyAdvice<Object> {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final AuditedRefusals log;
    private final StoredValues stored;
    private final JsonMapper json;

    ImpersonatedReads(AuditedRefusals log, StoredValues stored, JsonMapper json) {
        this.log = log;
        this.stored = stored;
        this.json = json;
    }

    @Override
    public boolean preHandle(HttpServletRequest asked, HttpServletResponse response, Object handler) {
        var caller = Caller.currentOrNull();
        if (caller != null && caller.isImpersonated() && READING.contains(asked.getMethod())
                && handler instanceof HandlerMethod endpoint && !isList(endpoint.getReturnType())) {
            tell(caller, asked, Map.of());
        }
        return true;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest request,
            ServerHttpResponse response) {
        var caller = Caller.currentOrNull();
        if (caller != null && caller.isImpersonated() && request instanceof ServletServerHttpRequest asked) {
            if (body instanceof Page<?> page) {
                tell(caller, asked.getServletRequest(), shown(page.results()));
            } else if (body != null && isAnswered(response) && !READING.contains(request.getMethod().name())
                    && !OwnEntries.areThere()) {
                tell(caller, asked.getServletRequest(), Map.of());
            }
        }
        return body;
    }

    private static boolean isAnswered(ServerHttpResponse response) {
        return response instanceof ServletServerHttpResponse answer
                && HttpStatus.Series.resolve(answer.getServletResponse().getStatus()) == HttpStatus.Series.SUCCESSFUL;
    }

    /** By what is declared, so that each request is told once: before it, or with its rows. */
    private static boolean isList(MethodParameter returned) {
        var type = returned.getGenericParameterType();
        return returned.getParameterType() == Page.class
                || type instanceof ParameterizedType wrapper && wrapper.getActualTypeArguments().length == 1
                        && wrapper.getActualTypeArguments()[0] instanceof ParameterizedType inner
                        && inner.getRawType() == Page.class;
    }

    private void tell(Caller caller, HttpServletRequest asked, Map<String, ?> shown) {
        var told = new LinkedHashMap<String, @Nullable Object>(shown);
        var filter = NarrowedBy.of(asked);
        if (filter != null) {
            told.put("filter", filter);
        }
        var values = stored.of(caller.organizationId(), "request", told);
        var endpoint = asked.getMethod() + " " + asked.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        log.tell(
                new CountedEvent(caller.organizationId(), caller.userId(), Category.DATA_ACCESS, "request.read", "info",
                        "read by a super admin who acts as the person", endpoint, asked.getRequestURI() + values,
                        values.isEmpty() ? null : json.writeValueAsString(values), null));
    }

    private static Map<String, ?> shown(List<?> rows) {
        var ids = rows.stream().map(ImpersonatedReads::id).filter(Objects::nonNull).map(Object::toString).toList();
        return ids.size() == rows.size() ? Map.of("rows", rows.size(), "ids", ids) : Map.of("rows", rows.size());
    }

    /** Null where the row is called by none. */
    private static @Nullable Object id(Object row) {
        return row instanceof Record
                ? Arrays.stream(row.getClass().getRecordComponents())
                        .filter(component -> component.getName().equals("id"))
                        .findFirst()
                        .map(component -> {
                            ReflectionUtils.makeAccessible(component.getAccessor());
                            return ReflectionUtils.invokeMethod(component.getAccessor(), row);
                        })
                        .orElse(null)
                : null;
    }
}

package dev.tenantry.audit;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.access.SensitiveReadTrail;
import dev.tenantry.shared.web.RequestJson;

/**
 * Takes down that somebody is told a secret or handed data out, once there is an answer and before any of it is written: without the entry there is
 * none. What is refused is told as all refusals are.
 */
@RestControllerAdvice
class SensitiveReads implements HandlerInterceptor, ResponseBodyAdvice<Object>, SensitiveReadTrail {

    private static final String ASKED = SensitiveReads.class.getName();

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RequestJson request;

    SensitiveReads(JdbcClient jdbc, PlatformTransactionManager transactions, RequestJson request) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.request = request;
    }

    @Override
    public boolean preHandle(HttpServletRequest asked, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod endpoint && endpoint.hasMethodAnnotation(SensitiveRead.class)) {
            asked.setAttribute(ASKED, endpoint.getMethodAnnotation(SensitiveRead.class));
        }
        return true;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return returned.hasMethodAnnotation(SensitiveRead.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(@Nullable Object body, MethodParameter returned, MediaType contentType,
            Class<? extends HttpMessageConverter<?>> converter, ServerHttpRequest asked, ServerHttpResponse response) {
        isAnswered();
        return body;
    }

    @Override
    public void isAnswered() {
        var caller = Caller.currentOrNull();
        if (caller != null
                && RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes current
                && current.getRequest().getAttribute(ASKED) instanceof SensitiveRead read) {
            var entry = entry(caller, read.value(), id(current.getRequest()));
            transaction.executeWithoutResult(_ -> entry.write(jdbc, caller.organizationId()));
        }
    }

    private AuditLogRow entry(Caller caller, String action, @Nullable String id) {
        var point = action.indexOf('.');
        var resource = action.substring(0, point);
        return new AuditLogRow(caller.userId(), caller.sessionId(), AuditEntry.Category.DATA_ACCESS,
                action, "info", ActionTexts.of(resource, action), resource, id, null, null, true, null, 1,
                request.current());
    }

    private static @Nullable String id(HttpServletRequest asked) {
        return asked.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id ? id : null;
    }
}

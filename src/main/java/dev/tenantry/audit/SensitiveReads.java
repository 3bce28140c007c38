package dev.tenantry.audit;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.SensitiveRead;
import dev.tenantry.shared.web.RequestJson;

/** Takes down that somebody is about to be told a secret or handed data out, before anything is read: without the entry there is no answer. */
@Component
class SensitiveReads implements HandlerInterceptor {

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
        var caller = Caller.currentOrNull();
        var read = handler instanceof HandlerMethod endpoint ? endpoint.getMethodAnnotation(SensitiveRead.class) : null;
        if (read != null && caller != null) {
            var entry = entry(caller, read.value(), id(asked));
            transaction.executeWithoutResult(_ -> entry.write(jdbc, caller.organizationId()));
        }
        return true;
    }

    private AuditLogRow entry(Caller caller, String action, @Nullable String id) {
        var point = action.indexOf('.');
        var resource = action.substring(0, point);
        return new AuditLogRow(caller.userId(), caller.sessionId(), AuditEntry.Category.DATA_ACCESS,
                action, "info", ActionTexts.of(resource, action), resource, id, null, null, true, null, 1, request.current());
    }

    private static @Nullable String id(HttpServletRequest asked) {
        return asked.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String id ? id : null;
    }
}

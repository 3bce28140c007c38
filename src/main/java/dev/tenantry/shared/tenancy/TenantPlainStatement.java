package dev.tenantry.shared.tenancy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/** A statement without parameters; the context is sent before it. */
final class TenantPlainStatement implements InvocationHandler {

    private final TenantConnection tenant;
    private final Connection connection;
    private final Statement target;

    private TenantPlainStatement(TenantConnection tenant, Connection connection, Statement target) {
        this.tenant = tenant;
        this.connection = connection;
        this.target = target;
    }

    static Statement of(TenantConnection tenant, Connection connection, Statement target) {
        return (Statement) Proxy.newProxyInstance(Statement.class.getClassLoader(), new Class<?>[]{Statement.class},
                new TenantPlainStatement(tenant, connection, target));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().startsWith("execute")) {
            tenant.establish();
        }
        return switch (method.getName()) {
            case "getConnection" -> connection;
            case "equals" -> proxy == TenantConnection.all(arguments)[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> TenantConnection.call(target, method, arguments);
        };
    }
}

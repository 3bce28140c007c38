package dev.tenantry.shared.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint is for callers whose roles grant all of the permissions: {@code resource:action}, or the action alone where
 * the controller's {@link Resource} names the resource. An endpoint that answers with what was there before, whatever it
 * does besides, demands the right to read it, too: a patch that changes nothing would show it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequiresPermission {
    String[] value();
}

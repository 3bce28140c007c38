package dev.tenantry.shared.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint does what only the person may do, not a super admin who acts as the person. Stands beside the declaration of
 * who may call at all. {@link StepUp} says as much.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface NotImpersonated {}

package dev.tenantry.shared.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint writes what a super admin may write who acts as the person: the daily work, and nothing that outlives the
 * session in the person's name. A write that neither says so nor {@link NotImpersonated} or {@link StepUp} is refused to
 * them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ImpersonationAllowed {}

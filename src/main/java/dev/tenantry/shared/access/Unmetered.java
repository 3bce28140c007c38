package dev.tenantry.shared.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No quota counts or refuses what is asked of the endpoint: quotas are put right by it, or it is the way to where they are, or it lets people in who are shut
 * out, or closes, ends or takes back what somebody wants to be open no longer. A quota that is used up, or stated too low, takes none of that away.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Unmetered {}

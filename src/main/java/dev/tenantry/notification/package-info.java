/**
 * What people are told by e-mail and SMS: {@link dev.tenantry.notification.Notifications} fills a template in and keeps
 * the result in the transaction of its cause; it is sent afterwards, or only recorded where nothing to send by is
 * configured.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit"})
@NullMarked
package dev.tenantry.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * What an organization's data has to do with other people's services: connections to them, and webhooks, by which they are
 * told what happens here.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "tenancy", "notification"})
@NullMarked
package dev.tenantry.integrations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

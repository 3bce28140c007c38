/**
 * What an organization's data has to do with other people's services: connections to them, and webhooks, by which they are
 * told what happens here. What there can be is in {@code provider}, what organizations have of it in {@code connection}, and by which operations that is
 * asked in {@code openapi}; the platform's own in {@code platform}, and what of these organizations may use in {@code offer}; members' own accounts in
 * {@code google}. What others tell us is in {@code inbound}, what they are told in {@code webhook}, and what all of it has come to in {@code usage}.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "tenancy", "notification"})
@NullMarked
package dev.tenantry.integrations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

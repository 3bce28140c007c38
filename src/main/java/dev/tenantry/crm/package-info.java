/**
 * Customer relations: companies, contacts, forms, products and their prices, opportunities in pipelines, their lines and quotes, the tasks and
 * notes around them, the calendar and what is booked of it, mails that members capture, one timeline, and imports from files.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "tenancy", "notification", "integrations"})
@NullMarked
package dev.tenantry.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

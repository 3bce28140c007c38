/** The texts of messages: built in, and in an organization's own words. */
@NullMarked
package dev.tenantry.notification.template;

import org.jspecify.annotations.NullMarked;

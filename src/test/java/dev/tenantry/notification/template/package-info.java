@NullMarked
package dev.tenantry.notification.template;

import org.jspecify.annotations.NullMarked;

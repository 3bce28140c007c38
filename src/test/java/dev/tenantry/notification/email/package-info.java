@NullMarked
package dev.tenantry.notification.email;

import org.jspecify.annotations.NullMarked;

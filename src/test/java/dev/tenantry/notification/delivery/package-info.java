@NullMarked
package dev.tenantry.notification.delivery;

import org.jspecify.annotations.NullMarked;

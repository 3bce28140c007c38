@NullMarked
package dev.tenantry.notification;

import org.jspecify.annotations.NullMarked;

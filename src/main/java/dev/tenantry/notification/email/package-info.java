/** Mails that a module composes itself, as workflows do: each is kept before it is sent, and people read what became of it. */
@NullMarked
package dev.tenantry.notification.email;

import org.jspecify.annotations.NullMarked;

/**
 * Accounts as everything else finds them: people and their identities, what is taken down of them, and the settings
 * that go for all.
 */
@NullMarked
package dev.tenantry.identity.account;

import org.jspecify.annotations.NullMarked;

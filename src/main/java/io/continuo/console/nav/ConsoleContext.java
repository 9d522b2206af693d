package io.continuo.console.nav;

import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.ui.ModalHost;

/**
 * What a screen is given.
 *
 * @param ui words, numbers, timer, preferences
 * @param state everything live, shared by all screens
 * @param client for questions and acts; blocking, so only from {@link io.continuo.console.fx.Tasks}
 * @param navigator to other screens
 * @param modals for dialogs
 */
public record ConsoleContext(
        Ui ui, ConsoleState state, ContinuoClient client, Navigator navigator, ModalHost modals) {}

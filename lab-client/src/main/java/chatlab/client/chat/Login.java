package chatlab.client.chat;

import java.util.Optional;

/// What we say to a server first, apart from our nick.
///
/// @param password for PASS, if the server asks for one
/// @param channel the channel to join first
record Login(Optional<String> password, String channel) {}

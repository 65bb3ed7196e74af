import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;

/// A chat server as Netty's users write it, to compare the lab's server with. It has one channel
/// and only the IRC commands that the load generator uses. It checks nothing, so it does less for
/// each message than the lab's server does.
///
/// - `group`: `ChannelGroup.writeAndFlush`, as in Netty's own examples.
/// - `tuned`: written with void promises and flushed once per read, not once per message.
///
/// Run: `java -cp 'netty/*' NettyChat.java PORT group|tuned`
final class NettyChat {
    private final ChannelGroup members = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final boolean tuned;

    private NettyChat(boolean tuned) {
        this.tuned = tuned;
    }

    public static void main(String[] args) throws Exception {
        var chat = new NettyChat(args[1].equals("tuned"));
        int loops = 2;
        var group = new MultiThreadIoEventLoopGroup(loops, EpollIoHandler.newFactory());
        new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(1 << 20, 2 << 20))
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(new LineBasedFrameDecoder(512))
                                        .addLast(chat.new Session());
                            }
                        })
                .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    /// One client; only its own event loop uses it.
    private final class Session extends SimpleChannelInboundHandler<ByteBuf> {
        private String nick = "*";
        private byte[] source = new byte[0];
        private boolean saidSomething;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            int space = line.bytesBefore((byte) ' ');
            int length = space < 0 ? line.readableBytes() : space;
            var command = line.toString(line.readerIndex(), length, StandardCharsets.US_ASCII);
            switch (command) {
                case "PRIVMSG" -> say(context.channel(), line);
                case "NICK" -> nick = rest(line, space);
                case "USER" -> answer(context, ":chat.netty 001 " + nick + " :Welcome");
                case "JOIN" -> join(context, rest(line, space));
                case "PING" -> answer(context, "PONG " + rest(line, space));
                case "QUIT" -> context.close();
                default -> answer(context, ":chat.netty 421 " + nick + " " + command + " :Unknown");
            }
        }

        private static String rest(ByteBuf line, int space) {
            return line.toString(StandardCharsets.UTF_8).substring(space + 1);
        }

        private static void answer(ChannelHandlerContext context, String line) {
            context.writeAndFlush(Unpooled.copiedBuffer(line + "\r\n", StandardCharsets.UTF_8));
        }

        private void join(ChannelHandlerContext context, String channel) {
            source = (":" + nick + "!" + nick + "@127.0.0.1 ").getBytes(StandardCharsets.UTF_8);
            members.add(context.channel());
            members.writeAndFlush(
                    Unpooled.wrappedBuffer(
                            source, ("JOIN " + channel + "\r\n").getBytes(StandardCharsets.UTF_8)));
            answer(context, ":chat.netty 366 " + nick + " " + channel + " :End of /NAMES list");
        }

        /// Encoded once; every member gets a duplicate of the same bytes.
        private void say(Channel sender, ByteBuf line) {
            var message = sender.alloc().buffer(source.length + line.readableBytes() + 2);
            message.writeBytes(source).writeBytes(line).writeByte('\r').writeByte('\n');
            var others = ChannelMatchers.isNot(sender);
            if (tuned) {
                members.write(message, others, true);
                saidSomething = true;
            } else {
                members.writeAndFlush(message, others);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (saidSomething) members.flush();
            saidSomething = false;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}

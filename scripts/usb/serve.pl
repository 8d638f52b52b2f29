#!/usr/bin/perl
# Serves the folder lab/ beside this file on this computer alone, with nothing but Perl's own modules, and opens it.
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Spec;
use IO::Socket::INET;

my $root = File::Spec->catdir(dirname(File::Spec->rel2abs($0)), 'lab');
my %types = (
  html => 'text/html; charset=utf-8', js => 'text/javascript; charset=utf-8', css => 'text/css; charset=utf-8',
  json => 'application/json', svg => 'image/svg+xml', png => 'image/png', woff2 => 'font/woff2',
  wasm => 'application/wasm',
);

# The first free of ten ports.
my ($server, $port);
for my $wanted (map { 4173 + $_ } 0 .. 9) {
  $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $wanted, Listen => 64) or next;
  $port = $wanted;
  last;
}
die "Ports 4173 to 4182 are all taken.\n" unless $server;

my $address = "http://localhost:$port/";
$| = 1;
print "Diffusion Lab is at $address\nClose this window to end it.\n";
unless ($ENV{LAB_QUIET}) {
  my $open = $^O eq 'darwin' ? 'open' : 'xdg-open';
  system("$open '$address' >/dev/null 2>&1 &");
}

# A process a connection: a browser opens some that it does not use yet.
$SIG{CHLD} = 'IGNORE';
while (1) {
  my $client = $server->accept or next;
  my $child = fork;
  if (defined $child && $child == 0) { close $server; answer($client); exit 0; }
  close $client;
}

sub answer {
  my ($client) = @_;
  my $request = <$client> // return;
  while (defined(my $line = <$client>)) { last if $line =~ /^\r?\n$/; }
  my ($method, $path) = $request =~ m{^(GET|HEAD) /([^ ?#]*)} or return refuse($client, '405 Method Not Allowed');
  $path =~ s/%([0-9A-Fa-f]{2})/chr hex $1/ge;
  $path = 'index.html' if $path eq '';
  return refuse($client, '404 Not Found') if $path =~ m{(^|/)\.\.(/|$)} || $path =~ /[\0\\]/;
  open my $file, '<:raw', "$root/$path" or return refuse($client, '404 Not Found');
  return refuse($client, '404 Not Found') if -d $file;
  my ($ending) = $path =~ /\.([a-z0-9]+)$/;
  my $type = $types{ $ending // '' } // 'application/octet-stream';
  my $size = -s $file;
  print $client "HTTP/1.1 200 OK\r\nContent-Type: $type\r\nContent-Length: $size\r\nConnection: close\r\n\r\n";
  return if $method eq 'HEAD';
  local $/ = \65536;
  while (defined(my $piece = <$file>)) { print $client $piece or return; }
}

sub refuse {
  my ($client, $status) = @_;
  print $client "HTTP/1.1 $status\r\nContent-Type: text/plain\r\nContent-Length: 8\r\nConnection: close\r\n\r\nnot here";
}
